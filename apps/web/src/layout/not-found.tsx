import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty } from './states.tsx';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Empty title={t('notFoundPage')}>
      <Link to="/cases" search={{}} style={{ color: 'var(--krok-accent-text)' }}>
        {t('toCases')}
      </Link>
    </Empty>
  );
}
