/** Starts the app. */
import './fonts.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { speakAtStart } from '@/lib/texts';
import { firstPage } from './firstPage';
import { queries } from './queries';
import { router } from './router';
import { Styles } from './styles';
import { startWorker, update } from '@/lib/worker';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element #root.');
void Promise.all([speakAtStart(), firstPage()]).then(() =>
  createRoot(root).render(
    <StrictMode>
      <Styles>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Styles>
    </StrictMode>,
  ),
);
startWorker();
// A newer build is taken up between two pages, where nothing half written can be lost.
router.subscribe('onBeforeNavigate', ({ pathChanged, toLocation }) => {
  if (pathChanged && update.get()) window.location.assign(toLocation.href);
});
