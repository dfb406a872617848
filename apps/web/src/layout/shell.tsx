import { Center, Loader } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Me } from '@krok/contracts/schemas';
import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.ts';
import { queries } from '../api/queries.ts';
import { useLive } from '../api/use-live.ts';
import { useKeyListener, useKeys } from './keys.ts';
import { Navigation } from './navigation.tsx';
import classes from './shell.module.css';
import { Failure, LoadingRows } from './states.tsx';

const SignInPage = lazy(async () => ({ default: (await import('../pages/sign-in/sign-in-page.tsx')).SignInPage }));
const KeyHelp = lazy(async () => ({ default: (await import('./key-help.tsx')).KeyHelp }));
const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));

/** Navigation on the left, a page beside it; nothing but the sign-in for who is not signed in. */
export function Shell() {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery(queries.me());
  if (data === null || (error instanceof ApiError && error.code === 'not-signed-in')) {
    return (
      <Suspense fallback={null}>
        <SignInPage />
      </Suspense>
    );
  }
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
        <Failure alone error={error} retry={() => void refetch()} />
      </Center>
    );
  }
  return <SignedIn me={data} />;
}

function SignedIn({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const [palette, paletteDialog] = useDisclosure(false);
  const [help, helpDialog] = useDisclosure(false);
  useLive(me.id);
  useKeyListener();
  useKeys(t('frame.keys.everywhere'), [
    { key: 'Ctrl+K', label: t('frame.palette.open'), run: paletteDialog.open, inFields: true },
    { key: '?', label: t('frame.keys.open'), run: helpDialog.open },
  ]);
  return (
    <div className={classes['shell']}>
      <a className={classes['skip']} href="#content">
        {t('nav.skip')}
      </a>
      <Navigation me={me} openPalette={paletteDialog.open} openHelp={helpDialog.open} />
      <main id="content" className={classes['content']} tabIndex={-1}>
        <Suspense fallback={<LoadingRows />}>
          <Outlet />
        </Suspense>
      </main>
      <Suspense fallback={null}>{palette && <Palette opened close={paletteDialog.close} />}</Suspense>
      <Suspense fallback={null}>{help && <KeyHelp opened close={helpDialog.close} />}</Suspense>
    </div>
  );
}
