import { Title } from '@mantine/core';
import type { DebtorCard } from '@krok/contracts/schemas';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../layout/icon.tsx';
import classes from './debtor-page.module.css';

export function DebtorHeader({ debtor }: { readonly debtor: DebtorCard }) {
  const { t } = useTranslation();
  const facts: [string, string | null][] = [
    [t('debtor.form'), t(`legalForm.${debtor.legalForm}`)],
    ['NIP', debtor.nip],
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
      <Title order={1}>{debtor.name}</Title>
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
