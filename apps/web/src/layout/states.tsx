import { Button, Skeleton, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../api/use-problem-text.ts';
import { ApiError } from '../api/client.ts';
import classes from './states.module.css';

interface EmptyProps {
  readonly title: string;
  /** Nothing else on the page is a heading: this is its title. */
  readonly alone?: boolean;
  readonly text?: string;
  readonly children?: ReactNode;
}

const heading = { component: 'h1', m: 0 } as const;

/** Nothing to show, said kindly, with what to do about it. */
export function Empty({ title, alone = false, text, children }: EmptyProps) {
  return (
    <div className={classes['state']}>
      <Text fw={600} {...(alone && heading)}>
        {title}
      </Text>
      {text && (
        <Text size="sm" c="var(--krok-quiet)" maw={420}>
          {text}
        </Text>
      )}
      {children}
    </div>
  );
}

interface FailureProps extends Pick<EmptyProps, 'alone'> {
  readonly error: unknown;
  readonly retry: () => void;
}

/** What was refused for good: asking again changes nothing. */
const FINAL: ReadonlySet<string> = new Set(['forbidden', 'not-found', 'debtor-erased']);

/** What went wrong and what can be done about it, in plain words. */
export function Failure({ error, retry, alone = false }: FailureProps) {
  const { t } = useTranslation();
  const textOf = useProblemText();
  const code = error instanceof ApiError ? error.code : 'internal';
  const requestId = error instanceof ApiError ? error.problem?.requestId : undefined;
  const final = FINAL.has(code);
  return (
    <div className={classes['state']} role="alert">
      <Text fw={600} {...(alone && heading)}>
        {final ? textOf(error) : t('errorTitle')}
      </Text>
      <Text size="sm" c="var(--krok-quiet)" maw={420}>
        {final || code === 'internal' || code === 'offline' || code === 'unavailable'
          ? t(`whatNow.${code}`)
          : textOf(error)}
      </Text>
      {requestId && !final && (
        <Text size="xs" c="var(--krok-quiet)" ff="monospace">
          {t('common.requestId', { id: requestId })}
        </Text>
      )}
      {final ? (
        <Link to="/" style={{ color: 'var(--krok-accent-text)' }}>
          {t('toStart')}
        </Link>
      ) : (
        <Button variant="default" onClick={retry}>
          {t('common.retry')}
        </Button>
      )}
    </div>
  );
}

/** Rows that are on their way. */
export function LoadingRows({ rows = 8 }: { readonly rows?: number }) {
  const { t } = useTranslation();
  return (
    <div className={classes['loading']} role="status" aria-label={t('common.loading')} data-loading>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={14} width={`${92 - ((index * 17) % 40)}%`} radius="sm" />
      ))}
    </div>
  );
}
