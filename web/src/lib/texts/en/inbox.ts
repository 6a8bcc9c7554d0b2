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
};
