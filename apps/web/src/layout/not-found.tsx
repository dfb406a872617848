import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty } from './states.tsx';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Empty title={t('notFoundPage')} text={t('whatNow.not-found')}>
      <Link to="/" style={{ color: 'var(--krok-accent-text)' }}>
        {t('toStart')}
      </Link>
    </Empty>
  );
}
