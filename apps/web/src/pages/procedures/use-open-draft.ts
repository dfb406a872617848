import { createDraftAnswer, type ProcedureVersion } from '@krok/contracts/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { queries } from '../../api/queries.ts';
import { path, postJson } from '../../api/client.ts';

/** Opens the draft of a procedure, begun now or by somebody before. */
export function useOpenDraft() {
  const navigate = useNavigate();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (processId: string) => postJson(path(['drafts']), createDraftAnswer, { from: 'live', processId }),
    onSuccess: async ({ id }) => {
      void client.invalidateQueries({ queryKey: ['drafts'] });
      await navigate({ to: '/designer/$draftId', params: { draftId: id } });
    },
  });
}

/** Opens a former version as a draft, to be asked for and published like any other. */
export function useDraftOfVersion() {
  const navigate = useNavigate();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ deploymentId, name, version }: ProcedureVersion) => {
      const { items } = await client.fetchQuery(queries.deploymentFiles(deploymentId));
      return postJson(path(['drafts']), createDraftAnswer, {
        from: 'files',
        name: `${name ?? ''} (${version})`.trim(),
        files: items,
      });
    },
    onSuccess: async ({ id }) => {
      void client.invalidateQueries({ queryKey: ['drafts'] });
      await navigate({ to: '/designer/$draftId', params: { draftId: id } });
    },
  });
}
