import type { IncidentItem } from '@krok/contracts/schemas';
import { Button, Menu } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/use-may.ts';
import { RepairIncidentsDialog } from './repair-incidents-dialog.tsx';

interface RepairIncidentsProps {
  readonly items: readonly IncidentItem[];
  /** Choices that the menu begins with. */
  readonly first?: ReactNode;
  /** What opens the menu, where that is no button with its name. */
  readonly target?: ReactNode;
}

/** Skips the step of incidents, or moves their cases. What stands still outside a diagram has no step. */
export function RepairIncidents({ items, first, target }: RepairIncidentsProps) {
  const { t } = useTranslation();
  const mayRepair = useMay('cases.repair');
  const [open, setOpen] = useState<{ readonly act: 'skip' | 'move'; readonly of: readonly IncidentItem[] } | null>(
    null,
  );
  const drawn = items.filter(({ remedy }) => remedy === undefined);
  const repairable = mayRepair && (drawn.length > 0 || open !== null);
  if (!repairable && first === undefined) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          {target ?? (
            <Button size="compact-xs" variant="default">
              {t('repairs.menu')}
            </Button>
          )}
        </Menu.Target>
        <Menu.Dropdown>
          {first}
          {repairable && (
            <>
              <Menu.Item onClick={() => setOpen({ act: 'skip', of: drawn })}>{t('repairs.skipChosen')}</Menu.Item>
              <Menu.Item onClick={() => setOpen({ act: 'move', of: drawn })}>{t('repairs.moveChosen')}</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <RepairIncidentsDialog open={open} close={() => setOpen(null)} />
    </>
  );
}
