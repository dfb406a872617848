import { useTranslation } from 'react-i18next';
import { Keys } from '../../layout/keys-of.tsx';
import classes from './wrap-up-form.module.css';

interface ChoiceProps {
  readonly label: string;
  readonly outcomes: readonly string[];
  readonly chosen: string | null;
  readonly choose: (outcome: string) => void;
  readonly error: string | undefined;
}

/** One of a few, by mouse, arrows or its number. */
export function OutcomeChoice({ label, outcomes, chosen, choose, error }: ChoiceProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={classes['choice']}>
      <legend>{label}</legend>
      <div className={classes['options']}>
        {outcomes.map((outcome, index) => (
          <label key={outcome} data-chosen={outcome === chosen || undefined}>
            <input
              type="radio"
              name="outcome"
              value={outcome}
              checked={outcome === chosen}
              onChange={() => choose(outcome)}
            />
            <Keys of={String(index + 1)} />
            {t(`desk.outcomes.${outcome}`)}
          </label>
        ))}
      </div>
      {error !== undefined && (
        <p className={classes['error']} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
