/** The mathematics of a card in the hand: how it turns, when it is let go for good, where it flies. */

export const COMMIT_SHARE = 0.3; // of the card's width
export const COMMIT_SPEED = 800; // pixels per second
const MOST_DEGREES = 12;
const FLIGHT = 1.5; // times the way off the screen

export interface Pose {
  x: number;
  y: number;
  degrees: number;
}

/** A card held in its upper half turns with the hand, one held in its lower half against it. */
export function poseOf(dx: number, dy: number, width: number, isHeldLow: boolean): Pose {
  const turn = Math.max(-1, Math.min(1, dx / width));
  return { x: dx, y: dy * 0.2, degrees: turn * MOST_DEGREES * (isHeldLow ? -1 : 1) };
}

/** How far the swipe has come, 0 to 1: what brings the next card up. */
export function progressOf(dx: number, width: number): number {
  return Math.min(1, Math.abs(dx) / (width * COMMIT_SHARE));
}

/** `speed` in pixels per second, with its sign. A flick back towards the middle is no swipe. */
export function decisionOf(dx: number, speed: number, width: number): 'left' | 'right' | null {
  if (Math.abs(speed) > COMMIT_SPEED && Math.sign(speed) === Math.sign(dx))
    return speed > 0 ? 'right' : 'left';
  if (Math.abs(dx) > COMMIT_SHARE * width) return dx > 0 ? 'right' : 'left';
  return null;
}

/** Where a card ends that left towards one side: off the screen, a little lower, turned as it was. */
export function exitOf(from: Pose, direction: 'left' | 'right', width: number, screenWidth: number): Pose {
  const sign = direction === 'right' ? 1 : -1;
  const x = sign * ((screenWidth + width) / 2) * FLIGHT;
  const turned = from.degrees === 0 ? sign : Math.sign(from.degrees);
  return { x, y: from.y + 40, degrees: turned * MOST_DEGREES * 1.5 };
}

export function transformOf({ x, y, degrees }: Pose): string {
  return `translate3d(${x.toFixed(1)}px, ${y.toFixed(1)}px, 0) rotate(${degrees.toFixed(2)}deg)`;
}

/** The speed of the last moments of a movement (not of all of it: who stops before letting go means to stop). */
export class Speedometer {
  #points: { x: number; at: number }[] = [];

  add(x: number, at: number): void {
    this.#points = [...this.#points.filter((point) => at - point.at <= 100), { x, at }];
  }

  /** Pixels per second. */
  speed(now: number): number {
    const recent = this.#points.filter((point) => now - point.at <= 100);
    const [first] = recent;
    const last = recent.at(-1);
    if (!first || !last || last.at === first.at) return 0;
    return ((last.x - first.x) / (last.at - first.at)) * 1000;
  }
}
