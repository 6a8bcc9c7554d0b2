/** What lies below the fold waits for the first drawing of the app: on a phone every tile costs milliseconds. */
import { useDeferredValue, useEffect } from 'react';

/** Whoever reloads or comes back is scrolled to where she was, which has to be there. */
let isFirst =
  (performance.getEntriesByType('navigation') as PerformanceNavigationTiming[])[0]?.type === 'navigate';

/** False while the app is drawn for the first time, and true at once wherever else. */
export function useIsLater(): boolean {
  const isLater = useDeferredValue(true, !isFirst);
  useEffect(() => {
    isFirst = false;
  }, []);
  return isLater;
}
