import { useState } from 'react';

const storageKey = 'krok-designer-expert';

/** Whether everything that BPMN knows is shown; kept for this browser. */
export function useExpert(): readonly [boolean, (expert: boolean) => void] {
  const [expert, setExpert] = useState(() => localStorage.getItem(storageKey) === 'true');
  const keep = (next: boolean) => {
    localStorage.setItem(storageKey, String(next));
    setExpert(next);
  };
  return [expert, keep];
}
