import { moneyFigures } from '@krok/contracts/schemas';
import { Select } from '@mantine/core';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getJson, path } from '../../../api/client.ts';
import { queries } from '../../../api/queries.ts';
import { useMay } from '../../../api/use-may.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { Panel } from '../../../layout/page.tsx';
import { Failure, LoadingRows } from '../../../layout/states.tsx';
import { AgeingPlot } from './ageing-plot.tsx';
import classes from './money.module.css';
import { PaidPlot } from './paid-plot.tsx';
import { PromisePlot } from './promise-plot.tsx';
import { StagePlot } from './stage-plot.tsx';

/** All of the books are added up for it: not asked for as often as what people work on. */
const PACE = 60_000;

const figuresOf = (creditorId: string | null) =>
  queryOptions({
    queryKey: ['figures', creditorId],
    queryFn: ({ signal }) =>
      getJson(path(['figures'], { ...(creditorId !== null && { creditorId }) }), moneyFigures, signal),
    staleTime: PACE,
    refetchInterval: PACE,
    placeholderData: keepPreviousData,
  });

/** Where the money stands: owed by age and by stage, recovered and promised by month. */
export function Money() {
  const { t } = useTranslation();
  const format = useFormat();
  const [creditorId, setCreditorId] = useState<string | null>(null);
  const [chosen, setCurrency] = useState<string | null>(null);
  const creditors = useQuery({ ...queries.creditors(), enabled: useMay('cases.read') }).data?.items ?? [];
  const { data, error, isPending, refetch } = useQuery(figuresOf(creditorId));
  const title = t('money.title');
  if (!data) {
    return (
      <Panel title={title} flush>
        {isPending ? <LoadingRows rows={6} /> : <Failure error={error} retry={() => void refetch()} />}
      </Panel>
    );
  }
  const currencies = [
    ...new Set([...data.totals, ...data.paid, ...data.promises].map(({ currency }) => currency)),
  ].sort();
  const usual = data.totals.toSorted((one, other) => other.invoices - one.invoices)[0]?.currency ?? currencies[0];
  const currency = chosen !== null && currencies.includes(chosen) ? chosen : (usual ?? 'PLN');
  const plot = {
    figures: data,
    currency,
    scope: { ...(currencies.length > 1 && { currency }), ...(creditorId !== null && { creditorId }) },
  };
  return (
    <section className={classes['money']} aria-label={title}>
      <header className={classes['header']}>
        <h2>{title}</h2>
        <span>{t('money.asOf', { day: format.day(data.today) })}</span>
        {currencies.length > 1 && (
          <Select
            aria-label={t('money.currency')}
            data={currencies}
            value={currency}
            onChange={setCurrency}
            allowDeselect={false}
            size="xs"
            w={90}
          />
        )}
        {creditors.length > 1 && (
          <Select
            aria-label={t('money.creditor')}
            placeholder={t('money.allCreditors')}
            data={creditors.map(({ id, name }) => ({ value: id, label: name }))}
            value={creditorId}
            onChange={setCreditorId}
            clearable
            size="xs"
            w={260}
          />
        )}
      </header>
      <div className={classes['plots']}>
        <AgeingPlot {...plot} />
        <StagePlot {...plot} />
        <PaidPlot {...plot} />
        <PromisePlot {...plot} />
      </div>
    </section>
  );
}
