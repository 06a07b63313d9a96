import type { Messages } from '../zh.ts'

export const listen: Messages['listen'] = {
  label: 'Read aloud',
  play: { passage: 'Listen in Chinese', question: 'Listen in Chinese' },
  pause: 'Pause',
  resume: 'Go on',
  back: 'Back',
  next: 'Next',
  slower: 'Slower',
  usual: 'Faster',
  stop: 'Stop',
  recording: 'Recording',
  failed: 'It cannot be read aloud just now. All of it stands below, and somebody can read it to you.',
}
