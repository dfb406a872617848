import { Alert, type AlertProps } from '@mantine/core';
import { useProblemText } from '../api/use-problem-text.ts';

export interface ProblemAlertProps extends Pick<AlertProps, 'mt' | 'mb'> {
  /** Null while nothing went wrong: then there is nothing to see. */
  readonly error: unknown;
  /** Default: the words for problems of the API. */
  readonly say?: ((error: unknown) => string) | undefined;
}

/** Why what was asked for was not done. */
export function ProblemAlert({ error, say, ...margins }: ProblemAlertProps) {
  const problemText = useProblemText();
  if (!error) return null;
  return (
    <Alert color="red" variant="light" role="alert" {...margins}>
      {(say ?? problemText)(error)}
    </Alert>
  );
}
