import { Anchor, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure, LoadingRows } from '../../layout/states.tsx';
import { Dialog } from '../../layout/dialog.tsx';
import { caseFileQueries } from './case-file-queries.ts';
import { xmlText } from '../sandbox/xml-text.ts';
import classes from './document-dialog.module.css';

/** What was sent, word for word; null shows nothing. */
export function DocumentDialog({ effectId, close }: { readonly effectId: string | null; readonly close: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog opened={effectId !== null} close={close} size={820} title={t('file.documentTitle')}>
      {effectId !== null && <SentDocument effectId={effectId} />}
    </Dialog>
  );
}

export function SentDocument({ effectId }: { readonly effectId: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(caseFileQueries.document(effectId));
  if (!data) return error ? <Failure error={error} retry={() => void refetch()} /> : <LoadingRows rows={4} />;
  if (data.kind === 'none') return <Text size="sm">{t('file.noDocument')}</Text>;
  if (data.kind === 'letter') {
    return (
      <Stack gap="xs">
        <Letter path={data.path} />
        <Text size="sm" c={data.intact ? 'var(--krok-good-text)' : 'var(--krok-danger-text)'}>
          {data.intact ? t('file.intact') : t('file.notIntact')}{' '}
          <Anchor href={data.path} target="_blank" rel="noreferrer" size="sm" underline="always">
            {t('file.openPdf')}
          </Anchor>
        </Text>
        <Text size="xs" c="var(--krok-quiet)">
          {t('file.fingerprint')}: <span className={classes['hash']}>{data.sha256}</span>
        </Text>
      </Stack>
    );
  }
  const heads: [string, string | null][] = [
    [t('file.from'), data.from],
    [t('file.to'), data.to],
    [t('file.subject'), data.subject],
  ];
  return (
    <div className={classes['paper']}>
      <dl>
        {heads.map(
          ([name, value]) =>
            value !== null && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <pre tabIndex={0} aria-label={t('file.documentTitle')} data-code={data.mediaType === 'text/xml' || undefined}>
        {data.mediaType === 'text/xml' ? xmlText(data.text) : data.text}
      </pre>
    </div>
  );
}

/** The browser's own viewer is dark around the sheet and slow to begin: until it shows the letter, the frame is one. */
function Letter({ path }: { readonly path: string }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <div className={classes['frame']} data-shown={shown || undefined}>
      {!shown && <p role="status">{t('common.loading')}</p>}
      <iframe
        className={classes['letter']}
        src={`${path}#toolbar=0&navpanes=0&view=FitH`}
        title={t('file.letter')}
        onLoad={() => setShown(true)}
      />
    </div>
  );
}
