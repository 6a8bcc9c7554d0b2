import { describe, expect, test } from 'vitest';
import { Speedometer, decisionOf, exitOf, poseOf, progressOf } from './motion';

describe('a card in the hand', () => {
  test('turns with the hand when held high, against it when held low', () => {
    expect(poseOf(100, 0, 400, false).degrees).toBe(3);
    expect(poseOf(100, 0, 400, true).degrees).toBe(-3);
  });

  test('is let go for good beyond a third of its width, or when flicked', () => {
    expect(decisionOf(119, 0, 400)).toBeNull();
    expect(decisionOf(121, 0, 400)).toBe('right');
    expect(decisionOf(-121, 0, 400)).toBe('left');
    expect(decisionOf(30, 801, 400)).toBe('right');
    expect(decisionOf(-30, -801, 400)).toBe('left');
  });

  test('does not go where it was flicked back from', () => {
    expect(decisionOf(60, -900, 400)).toBeNull();
  });

  test('brings the next card up until it is let go', () => {
    expect(progressOf(-60, 400)).toBe(0.5);
    expect(progressOf(300, 400)).toBe(1);
  });

  test('ends off the screen', () => {
    const start = { x: 10, y: 4, degrees: 1 };
    expect(exitOf(start, 'right', 400, 1440).x).toBeGreaterThan((1440 + 400) / 2);
    expect(exitOf(start, 'left', 400, 390).x).toBeLessThan(-(390 + 400) / 2);
  });
});

describe('the speed of a hand', () => {
  test('is that of its last moments', () => {
    const meter = new Speedometer();
    meter.add(0, 0);
    meter.add(10, 500);
    meter.add(60, 550);
    expect(meter.speed(550)).toBe(1000);
  });

  test('is nothing for a hand that rested before it let go', () => {
    const meter = new Speedometer();
    meter.add(0, 0);
    meter.add(200, 50);
    expect(meter.speed(400)).toBe(0);
  });
});
