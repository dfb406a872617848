import { Center, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import { SignInPage } from '../pages/sign-in/sign-in-page.tsx';
import { Navigation } from './navigation.tsx';
import classes from './shell.module.css';
import { Failure } from './states.tsx';

/** Navigation on the left, a page beside it; nothing but the sign-in for who is not signed in. */
export function Shell() {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery(queries.me());
  if (data === null || (error instanceof ApiError && error.code === 'not-signed-in')) return <SignInPage />;
  if (isPending) {
    return (
      <Center h="100vh">
        <Loader size="sm" role="status" aria-label={t('common.loading')} />
      </Center>
    );
  }
  if (!data) {
    return (
      <Center h="100vh">
        <Failure error={error} retry={() => void refetch()} />
      </Center>
    );
  }
  return (
    <div className={classes['shell']}>
      <a className={classes['skip']} href="#content">
        {t('nav.skip')}
      </a>
      <Navigation me={data} />
      <main id="content" className={classes['content']} tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}
