/** A card under the finger, the mouse or the pen: moved by its style alone, without a React render. */
import { type Pose, Speedometer, decisionOf, poseOf, progressOf, transformOf } from './motion';

const DEAD_ZONE = 6; // pixels before a touch counts as a drag, so that taps and scrolling stay what they are
const SPRING = 'cubic-bezier(0.2, 1.4, 0.4, 1)';

export interface Grip {
  card: HTMLElement;
  /** The element whose custom property `--progress` (0 to 1) brings the next card up. */
  stack: HTMLElement;
  isCalm: () => boolean;
  onSwipe: (direction: 'left' | 'right', from: Pose) => void;
  /** Pressed without moving; `share` says where across the card, 0 to 1. */
  onTap: (share: number) => void;
}

/** Let `card` be dragged; returns what lets go of it again. */
export function holdCard({ card, stack, isCalm, onSwipe, onTap }: Grip): () => void {
  let pointer: number | null = null;
  let start = { x: 0, y: 0 };
  let width = 1;
  let isHeldLow = false;
  let isDragging = false;
  let pose: Pose = { x: 0, y: 0, degrees: 0 };
  let meter = new Speedometer();

  const down = (event: PointerEvent) => {
    if (pointer !== null || event.button !== 0 || isControl(event.target)) return;
    const box = card.getBoundingClientRect();
    pointer = event.pointerId;
    start = { x: event.clientX, y: event.clientY };
    width = box.width;
    isHeldLow = event.clientY - box.top > box.height / 2;
    meter = new Speedometer();
    meter.add(0, event.timeStamp);
  };

  const move = (event: PointerEvent) => {
    if (event.pointerId !== pointer) return;
    const dx = event.clientX - start.x;
    if (!isDragging) {
      if (Math.abs(dx) < DEAD_ZONE) return;
      isDragging = true;
      card.setPointerCapture(event.pointerId);
    }
    meter.add(dx, event.timeStamp);
    pose = poseOf(dx, event.clientY - start.y, width, isHeldLow);
    if (isCalm()) pose = { ...pose, degrees: 0, y: 0 };
    card.style.transform = transformOf(pose);
    stack.style.setProperty('--progress', progressOf(dx, width).toFixed(3));
    card.dataset.leaning = dx > 0 ? 'right' : 'left';
  };

  const up = (event: PointerEvent) => {
    if (event.pointerId !== pointer) return;
    pointer = null;
    if (!isDragging) {
      if (event.type === 'pointerup' && Math.abs(event.clientY - start.y) < DEAD_ZONE)
        onTap((event.clientX - card.getBoundingClientRect().left) / width);
      return;
    }
    isDragging = false;
    const dx = event.clientX - start.x;
    const decision = event.type === 'pointerup' ? decisionOf(dx, meter.speed(event.timeStamp), width) : null;
    if (decision) onSwipe(decision, pose);
    else springBack();
  };

  const springBack = () => {
    const from = card.style.transform;
    release(card, stack);
    card.animate([{ transform: from }, { transform: 'none' }], {
      duration: isCalm() ? 0 : 320,
      easing: SPRING,
    });
  };

  card.addEventListener('pointerdown', down);
  card.addEventListener('pointermove', move);
  card.addEventListener('pointerup', up);
  card.addEventListener('pointercancel', up);
  return () => {
    card.removeEventListener('pointerdown', down);
    card.removeEventListener('pointermove', move);
    card.removeEventListener('pointerup', up);
    card.removeEventListener('pointercancel', up);
  };
}

/** Forget the drag: the card lies straight again and the next one behind it. */
export function release(card: HTMLElement, stack: HTMLElement): void {
  card.style.transform = '';
  stack.style.removeProperty('--progress');
  delete card.dataset.leaning;
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a') !== null;
}
