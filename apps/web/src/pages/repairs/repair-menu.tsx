import type { CaseSummary } from '@krok/contracts/schemas';
import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/use-may.ts';
import { ReasonDialog, type WholeAct } from './reason-dialog.tsx';
import { openStudio } from './studio-door.ts';

/** All that a person with the right may do about the course of the case. */
export function RepairMenu({ line }: { readonly line: CaseSummary }) {
  const { t } = useTranslation();
  const mayRepair = useMay('cases.repair');
  const [act, setAct] = useState<WholeAct | null>(null);
  if (!mayRepair || line.status !== 'active') return null;
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <Button variant="default">{t('repairs.menu')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {line.suspendedAt === null ? (
            <Menu.Item onClick={() => setAct('suspend')}>{t('repairs.suspend')}</Menu.Item>
          ) : (
            <Menu.Item onClick={() => setAct('resume')}>{t('repairs.resume')}</Menu.Item>
          )}
          <Menu.Item onClick={() => openStudio({ kind: 'any' })}>{t('repairs.steps')}</Menu.Item>
          <Menu.Item onClick={() => openStudio({ kind: 'timer' })}>{t('repairs.act.timer')}</Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" onClick={() => setAct('end')}>
            {t('repairs.end')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ReasonDialog line={line} act={act} close={() => setAct(null)} />
    </>
  );
}
