import { Alert, Button, PasswordInput, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { me } from '@krok/contracts/schemas';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { path, postJson } from '../../api/client.ts';
import { forgetAllBut, whoWasAtWork } from '../../api/query-client.ts';
import { changeLanguage } from '../../i18n/i18n.ts';
import { usePageTitle } from '../../layout/page.tsx';
import { ProblemAlert } from '../../layout/problem-alert.tsx';
import classes from './sign-in-page.module.css';

export function SignInPage() {
  const { t, i18n } = useTranslation();
  const client = useQueryClient();
  usePageTitle(t('signIn.title'));
  const [before] = useState(whoWasAtWork);
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: before?.email ?? '', password: '' },
    validate: {
      email: (value) => (value.trim() === '' ? t('common.required') : null),
      password: (value) => (value === '' ? t('common.required') : null),
    },
  });
  const signIn = useMutation({
    mutationFn: ({ email, password }: { email: string; password: string }) =>
      postJson(path(['sign-in']), me, { email: email.trim(), password }),
    onSuccess: (person) => {
      forgetAllBut('me');
      client.setQueryData(['me'], person);
    },
  });
  const other = i18n.language === 'en' ? 'pl' : 'en';
  return (
    <main className={classes['page']}>
      <form className={classes['card']} onSubmit={form.onSubmit((values) => signIn.mutate(values))} noValidate>
        <div className={classes['brand']}>
          <img src="/icon.svg" alt="" width={34} height={34} />
          <div>
            <Title order={1}>{t('app.name')}</Title>
            <Text size="sm" c="var(--krok-quiet)">
              {t('app.tagline')}
            </Text>
          </div>
        </div>
        {before && !signIn.error && (
          <Alert color="blue" variant="light" role="status">
            {t('signIn.ended')}
          </Alert>
        )}
        <ProblemAlert error={signIn.error} />
        <TextInput
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          autoFocus={before === null}
          size="sm"
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('signIn.password')}
          autoComplete="current-password"
          autoFocus={before !== null}
          size="sm"
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        <Button type="submit" size="sm" loading={signIn.isPending} fullWidth>
          {t('signIn.submit')}
        </Button>
        <Text size="xs" c="var(--krok-quiet)">
          {t('signIn.hint')}
        </Text>
      </form>
      <button type="button" lang={other} className={classes['language']} onClick={() => void changeLanguage(other)}>
        {other === 'en' ? 'English' : 'Polski'}
      </button>
    </main>
  );
}
