import { useTranslation } from 'react-i18next';
import { Dialog } from './dialog.tsx';
import { useKeyGroups } from './keys.ts';
import classes from './key-help.module.css';
import { Keys } from './keys-of.tsx';

/** The keys that mean something on this page. */
export function KeyHelp({ opened, close }: { readonly opened: boolean; readonly close: () => void }) {
  const { t } = useTranslation();
  // Parts of one page may name their keys under one heading.
  const groups = Object.entries(Object.groupBy(useKeyGroups(), ({ title }) => title)).map(([title, parts = []]) => ({
    title,
    bindings: parts.flatMap(({ bindings }) => bindings),
  }));
  return (
    <Dialog opened={opened} close={close} title={t('frame.keys.title')}>
      {groups.map(({ title, bindings }) => (
        <section key={title} className={classes['group']}>
          <h3>{title}</h3>
          <dl>
            {bindings.map(({ key, label }) => (
              <div key={key}>
                <dt>
                  <Keys of={key} />
                </dt>
                <dd>{label}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
