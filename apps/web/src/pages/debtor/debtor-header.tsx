import { Button, Group, Title } from '@mantine/core';
import type { DebtorCard } from '@krok/contracts/schemas';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/use-may.ts';
import { Icon } from '../../layout/icon.tsx';
import classes from './debtor-page.module.css';
import { IdentityDialog, identityQuery } from './identity-dialog.tsx';
import { MASKED } from './identity-values.ts';

export function DebtorHeader({ debtor }: { readonly debtor: DebtorCard }) {
  const { t } = useTranslation();
  const mayChange = useMay('debtors.change') && !debtor.erased;
  const [changing, setChanging] = useState(false);
  const identity = useQuery({ ...identityQuery(debtor.id), enabled: !debtor.erased });
  const facts: [string, string | null][] = [
    [t('debtor.form'), t(`legalForm.${debtor.legalForm}`)],
    ['NIP', debtor.nip],
    ['PESEL', identity.data?.hasPesel ? MASKED : null],
    ['REGON', debtor.regon],
    ['KRS', debtor.krs],
    [t('debtor.address'), addressOf(debtor)],
    [t('debtor.email'), debtor.email],
    [t('debtor.phone'), debtor.phone],
  ];
  return (
    <header>
      <Link to="/debtors" search={{}} className={classes['crumb'] ?? ''}>
        <Icon name="back" size={13} /> {t('debtors.title')}
      </Link>
      <Group justify="space-between" wrap="nowrap">
        <Title order={1}>{debtor.name}</Title>
        {mayChange && (
          <Button size="xs" variant="default" onClick={() => setChanging(true)}>
            {t('debtorIdentity.open')}
          </Button>
        )}
      </Group>
      <dl className={classes['facts']}>
        {facts
          .filter(([, value]) => value !== null && value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <IdentityDialog debtorId={debtor.id} opened={changing} close={() => setChanging(false)} />
    </header>
  );
}

/** `ul. Wymyślona 12/3, 00-000 Nibyłęg`; a place without street names has its own name there. */
function addressOf({ street, house, flat, postalCode, town }: DebtorCard): string {
  const door = [house, flat].filter((part) => part !== null).join('/');
  const lines = [
    [street, door],
    [postalCode, town],
  ];
  return lines
    .map((line) => line.filter((part) => part !== null && part !== '').join(' '))
    .filter((line) => line !== '')
    .join(', ');
}
