/** What the shop had to tell. */
export const inbox = {
  title: 'Inbox',
  trouble: 'Your inbox did not arrive',
  empty: 'Nothing new',
  emptyText: 'When a price you wait for comes true, you read it here first.',
  toAlerts: 'Your price alerts',
  remove: (title: string) => `Delete “${title}”`,
  channels: 'Other ways',
  mail: 'By mail',
  mailHint: 'To the address of your account',
  push: 'By push on this device',
  pushHint: 'Even when Modiste is closed',
  pushRefused: 'Your browser does not allow notifications from Modiste; change it in its settings.',
  unsubscribe: 'Mails from Modiste',
  unsubscribeText: 'Your inbox goes on telling you; only the mails stop.',
  noMails: 'Send me no more mails',
  unsubscribed: 'No more mails',
  unsubscribedText: 'You can switch them on again in your inbox.',
  // what is told of a piece
  news: {
    nowCosts: (piece: string, total: string) => `${piece} now costs ${total}`,
    back: (piece: string) => `${piece} is in stock again`,
    sized: (piece: string, size: string) => `${piece} in size ${size}`,
    in_stock: (piece: string, shop: string) => `${piece} is in stock again at ${shop}.`,
    target_reached: (piece: string, shop: string, total: string, before: string) =>
      `${piece} now costs ${total} at ${shop}, and you waited for ${before}.`,
    fell: (piece: string, shop: string, total: string, before: string, share: string) =>
      `${piece} now costs ${total} at ${shop}, ${share} less than the ${before} when you set the alert.`,
    cheaper: (piece: string, shop: string, total: string, before: string) =>
      `${piece} now costs ${total} at ${shop}, less than the ${before} that you know.`,
    dearer: (piece: string, shop: string, total: string, before: string) =>
      `${piece} now costs ${total} at ${shop}, more than the ${before} that you know.`,
  },
};
