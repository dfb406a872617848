import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import type { Tape } from '@krok/simulator';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import classes from './replay-page.module.css';
import { type Player, speeds } from './use-player.ts';

interface ControlsProps {
  readonly player: Player;
  readonly tape: Tape;
  readonly place: string;
  /** When the step happened. */
  readonly at: string;
}

const FIRST = 'M3 3h2v10H3zM13 3v10L6 8z';
const BACK = 'M11 3v10L4 8z';
const NEXT = 'M5 3l7 5-7 5z';
const LAST = 'M3 3l7 5-7 5zM11 3h2v10h-2z';

/** Play, step, jump, and the slider over all events. */
export function Controls({ player, tape, place, at }: ControlsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { position, playing, speed } = player;
  const buttons = [
    { label: t('replay.first'), sign: FIRST, act: () => player.seek(0), off: position === 0 },
    { label: t('replay.previous'), sign: BACK, act: () => player.step(-1), off: position === 0 },
    { label: t('replay.next'), sign: NEXT, act: () => player.step(1), off: position === tape.length },
    { label: t('replay.last'), sign: LAST, act: () => player.seek(tape.length), off: position === tape.length },
  ];
  return (
    <div className={classes['controls']}>
      <div className={classes['buttons']}>
        <Button onClick={player.toggle} w={108}>
          {playing ? t('replay.pause') : t('replay.play')}
        </Button>
        {buttons.map(({ label, sign, act, off }) => (
          <Tooltip key={label} label={label}>
            <ActionIcon variant="default" size={30} aria-label={label} onClick={act} disabled={off}>
              <svg width={14} height={14} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
                <path d={sign} fill="currentColor" />
              </svg>
            </ActionIcon>
          </Tooltip>
        ))}
        <SegmentedControl
          size="xs"
          aria-label={t('replay.speed')}
          value={String(speed)}
          onChange={(value) => player.setSpeed(speeds.find((one) => String(one) === value) ?? 1)}
          data={speeds.map((one) => ({ value: String(one), label: `${format.number(one)}×` }))}
        />
        <strong className={classes['place']} aria-live="polite">
          {place}
        </strong>
        <span className={classes['quiet']}>{at}</span>
      </div>
      <input
        type="range"
        className={classes['slider']}
        min={0}
        max={tape.length}
        value={position}
        aria-label={t('replay.slider')}
        aria-valuetext={place}
        onChange={(event) => player.seek(Number(event.currentTarget.value))}
      />
      <p className={classes['quiet']}>{t('replay.keys')}</p>
    </div>
  );
}
