/** What is being written and not saved yet: it survives leaving the page and loading it again, in this tab. */
import { useState } from 'react';

const PREFIX = 'modiste.draft.';

export interface Draft {
  value: string;
  /** Whether it differs from what is saved. */
  isChanged: boolean;
  write: (value: string) => void;
  /** It was saved: the draft is no longer needed. */
  settle: () => void;
}

export function useDraft(name: string, saved: string): Draft {
  const key = PREFIX + name;
  const [written, setWritten] = useState(() => sessionStorage.getItem(key));
  const value = written ?? saved;
  return {
    value,
    isChanged: value !== saved,
    write: (next) => {
      sessionStorage.setItem(key, next);
      setWritten(next);
    },
    settle: () => {
      sessionStorage.removeItem(key);
      setWritten(null);
    },
  };
}

/** Whoever signs in next finds nothing of what was written here. */
export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}
