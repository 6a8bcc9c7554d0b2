/** The first page of a visitor. */
export const welcome = {
  title: 'A shop that learns your taste',
  text: 'Swipe right on what you like, left on what you don’t. Every swipe changes what comes next, and you always see why.',
  tryDemo: 'Try the demo shopper',
  signUp: 'Create an account',
  signIn: 'Sign in',
  browse: 'Look around first',
  boutiques: 'Six boutiques, one deck',
  newIn: 'New in',
};
