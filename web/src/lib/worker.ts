/** The service worker as the app sees it: started when all else is done, heard when there is a newer build. */
import { Signal } from '@/lib/signal';

/** A newer build is there: loading the page again shows it. The next change of page does so by itself. */
export const update = new Signal(false);

/** Opens the browser's question whether to install the app; null where it cannot be asked (now). */
export const installOffer = new Signal<(() => Promise<void>) | null>(null);

const CHECK_MS = 60 * 60 * 1000;
const RELOADED = 'modiste.reloaded';

interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

export function startWorker(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault(); // the app asks in its own words, when somebody wants it
    installOffer.set(async () => {
      installOffer.set(null);
      await (event as InstallPrompt).prompt();
    });
  });
  window.addEventListener('appinstalled', () => installOffer.set(null));
  window.addEventListener('vite:preloadError', reloadOnce);
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ build?: string }>) => {
    if (data.build !== undefined && data.build !== ownBuild()) update.set(true);
  });
  navigator.serviceWorker.startMessages();
  if (document.readyState === 'complete') register();
  else window.addEventListener('load', register);
}

/** A page whose code is gone belongs to an older build: loading it again helps, once. */
function reloadOnce(event: Event): void {
  const build = ownBuild();
  if (!navigator.onLine || sessionStorage.getItem(RELOADED) === build) return;
  sessionStorage.setItem(RELOADED, build);
  event.preventDefault();
  window.location.reload();
}

function register(): void {
  whenIdle(async () => {
    const registration = await navigator.serviceWorker.register('/sw.js').catch(() => null);
    if (!registration) return; // a private window, or a server that is gone again: the app works without
    let checkedAt = Date.now();
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden' || Date.now() - checkedAt < CHECK_MS) return;
      checkedAt = Date.now();
      registration.update().catch(() => undefined);
    });
    const { active } = await navigator.serviceWorker.ready;
    const { connection } = navigator as { connection?: { saveData?: boolean } };
    if (!connection?.saveData) whenIdle(() => active?.postMessage('fill'));
  });
}

function whenIdle(work: () => unknown): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(work, { timeout: 10_000 });
  else setTimeout(work, 2_000);
}

function ownBuild(): string {
  return document.querySelector<HTMLMetaElement>('meta[name=build]')?.content ?? '';
}
