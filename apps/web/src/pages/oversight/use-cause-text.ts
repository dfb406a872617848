import { useTranslation } from 'react-i18next';

/** The cause of an incident in the chosen language. */
export function useCauseText(): (cause: string) => string {
  const { i18n } = useTranslation();
  return (cause) => (i18n.exists(`oversight.causes.${cause}`) ? i18n.t(`oversight.causes.${cause}`) : cause);
}
