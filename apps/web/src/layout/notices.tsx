import { useNotifications } from '@mantine/notifications';
import { lazy, Suspense, useEffect, useState } from 'react';

const NoticeList = lazy(async () => ({ default: (await import('./notice-list.tsx')).NoticeList }));

/** Short messages at the corner of the page. What shows them comes with the first of them. */
export function Notices() {
  const { notifications } = useNotifications();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (notifications.length > 0) setShown(true);
  }, [notifications.length]);
  return (
    shown && (
      <Suspense fallback={null}>
        <NoticeList />
      </Suspense>
    )
  );
}
