/** A list with one thing more, or without it; never longer than `most`. */
export function toggled<Value>(list: readonly Value[] = [], one: Value, most = Infinity): Value[] {
  if (list.includes(one)) return list.filter((other) => other !== one);
  return list.length < most ? [...list, one] : [...list];
}
