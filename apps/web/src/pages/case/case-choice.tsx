import type { CaseSummary } from '@krok/contracts/schemas';
import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Cases of a debtor, those under way first. */
export function openFirst(cases: readonly CaseSummary[]): readonly CaseSummary[] {
  return cases.toSorted((left, right) => Number(left.endedAt !== null) - Number(right.endedAt !== null));
}

interface CaseChoiceProps {
  readonly cases: readonly CaseSummary[];
  readonly value: string;
  readonly onChange: (caseId: string) => void;
}

/** Which case of the debtor it belongs to; nothing to see where there is only one. */
export function CaseChoice({ cases, value, onChange }: CaseChoiceProps) {
  const { t } = useTranslation();
  if (cases.length < 2) return null;
  return (
    <NativeSelect
      label={t('work.ofCase')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={cases.map(({ id, businessKey, processName, processId, creditorName, endedAt, status }) => ({
        value: id,
        label: [
          businessKey ?? processName ?? processId,
          creditorName,
          endedAt === null ? null : t(`status.${status}`).toLowerCase(),
        ]
          .filter((part) => part !== null)
          .join(' · '),
      }))}
    />
  );
}
