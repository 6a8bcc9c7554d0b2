/** Elements in one expression; text is always text, never markup. */

type Child = Node | string | null | undefined | false;

export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string | boolean | undefined> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** A fold whose inside is made when it is first opened. */
export function fold(
  summary: HTMLElement,
  inside: () => HTMLElement,
  attributes: Record<string, string> = {},
) {
  const details = h('details', attributes, summary);
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1) details.append(inside());
  });
  return details;
}
