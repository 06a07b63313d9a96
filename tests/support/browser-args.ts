/** How Chromium is started: it draws without a graphics card, and calls nobody but our own server. */
export const browserArgs = [
  // Chromium's sandbox refuses to work for root, which is who tests run as on a clean machine.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage', // containers often give /dev/shm only 64 MB
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
