import { createDraftAnswer } from '@krok/contracts/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
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
