/** Whether this device believes that it has a network; a shop that does not answer is found out by asking it. */
import { Signal } from './signal';

export const online = new Signal(typeof navigator === 'undefined' || navigator.onLine !== false);

if (typeof window !== 'undefined') {
  window.addEventListener('online', () => online.set(true));
  window.addEventListener('offline', () => online.set(false));
}
