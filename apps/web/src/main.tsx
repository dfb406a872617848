import './theme/mantine.ts';
import './theme/global.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './api/query-client.ts';
import { startI18n } from './i18n/i18n.ts';
import { Notices } from './layout/notices.tsx';
import { Overlays } from './layout/overlays.tsx';
import { router } from './layout/router.tsx';
import { theme } from './theme/theme.ts';

await startI18n();
const root = document.getElementById('root');
if (!root) throw new Error('Expected an element with the id root');
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <Notices />
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
      <Overlays />
    </MantineProvider>
  </StrictMode>,
);
