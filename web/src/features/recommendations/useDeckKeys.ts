/** The deck's keys: arrows swipe, up saves, Enter or down opens details, U or Ctrl-Z takes back, digits turn pictures. */
import { useEffect, useRef } from 'react';

export interface DeckActions {
  left: () => void;
  right: () => void;
  undo: () => void;
  details: () => void;
  /** Show the picture of this number, from 0. */
  picture: (number: number) => void;
}

export type DeckAction = Exclude<keyof DeckActions, 'picture'> | number;

type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** What a key means while the focus is on something that itself listens to Enter (a button, a link), or not. */
export function actionOf(
  { key, ctrlKey, metaKey, altKey, shiftKey }: Keys,
  isOnControl: boolean,
): DeckAction | null {
  if (key.toLowerCase() === 'z' && (ctrlKey || metaKey) && !shiftKey && !altKey) return 'undo';
  if (ctrlKey || metaKey || altKey || shiftKey) return null;
  if (key === 'ArrowLeft') return 'left';
  if (key === 'ArrowRight' || key === 'ArrowUp') return 'right';
  if (key === 'ArrowDown') return 'details';
  if (key === 'Enter') return isOnControl ? null : 'details';
  if (/^[1-9]$/.test(key)) return Number(key) - 1;
  return key.toLowerCase() === 'u' ? 'undo' : null;
}

export function useDeckKeys(actions: DeckActions, isOn: boolean): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    if (!isOn) return;
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (
        event.defaultPrevented ||
        target.closest('input, textarea, select, [contenteditable], [role=dialog]')
      )
        return;
      const action = actionOf(event, target.closest('button, a') !== null);
      if (action === null || (event.repeat && action !== 'undo')) return;
      event.preventDefault();
      if (typeof action === 'number') latest.current.picture(action);
      else latest.current[action]();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [isOn]);
}
