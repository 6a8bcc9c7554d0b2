/** The animations of whole cards: out to a side, back from it, up from below. Calm ones only fade. */
import { type Pose, exitOf, transformOf } from './motion';

const AT_REST: Pose = { x: 0, y: 0, degrees: 0 };
const EASE = 'cubic-bezier(0.3, 0, 0.4, 1)';

export function isCalm(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

export function flyOut(
  card: HTMLElement,
  direction: 'left' | 'right',
  from: Pose = AT_REST,
): Promise<unknown> {
  stop(card);
  const frames = isCalm()
    ? [
        { opacity: 1, transform: transformOf(from) },
        { opacity: 0, transform: transformOf(from) },
      ]
    : [{ transform: transformOf(from) }, { transform: exitTransform(card, direction, from) }];
  return finished(card.animate(frames, { duration: isCalm() ? 160 : 340, easing: EASE, fill: 'forwards' }));
}

export function flyIn(card: HTMLElement, direction: 'left' | 'right'): void {
  stop(card);
  const frames = isCalm()
    ? [{ opacity: 0 }, { opacity: 1 }]
    : [{ transform: exitTransform(card, direction, AT_REST) }, { transform: 'none' }];
  card.animate(frames, { duration: isCalm() ? 160 : 320, easing: 'cubic-bezier(0.2, 0.8, 0.3, 1)' });
}

/** The next card comes up from where the drag had brought it. */
export function comeUp(card: HTMLElement, from: string): void {
  if (isCalm()) return;
  card.animate([{ transform: from }, { transform: 'none' }], { duration: 180, easing: 'ease-out' });
}

/** An animation outranks the style that a drag sets; a finger on the card ends it. */
export function stop(card: HTMLElement): void {
  for (const animation of card.getAnimations()) animation.cancel();
}

function exitTransform(card: HTMLElement, direction: 'left' | 'right', from: Pose): string {
  return transformOf(exitOf(from, direction, card.offsetWidth, window.innerWidth));
}

/** Resolves as well when the animation is cancelled: the card is needed elsewhere then. */
function finished(animation: Animation): Promise<unknown> {
  return animation.finished.catch(() => undefined);
}
