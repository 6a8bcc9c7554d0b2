/** What the app says when something went wrong; the shop's own sentences are in its own language. */
export const problems = {
  unreachable: 'Modiste cannot be reached. Check your connection and try again.',
  unknown: 'Something went wrong here. Load the page again.',
  tooMany: 'That was a little fast. Wait a moment and try again.',
  forbidden: 'You may not do this.',
  unavailable: 'The shop cannot answer just now. Try again in a moment.',
};
