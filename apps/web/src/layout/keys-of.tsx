import classes from './keys-of.module.css';

/** A key or a combination, as it stands on the keyboard. */
export function Keys({ of }: { readonly of: string }) {
  return (
    <span className={classes['keys']}>
      {of.split('+').map((one) => (
        <kbd key={one}>{one.length === 1 ? one.toUpperCase() : one}</kbd>
      ))}
    </span>
  );
}
