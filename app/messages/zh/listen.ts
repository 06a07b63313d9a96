/** The bar that reads a page aloud. */
export const listen = {
  label: '朗读',
  play: { passage: '听这一段', question: '听这一题' },
  pause: '暂停',
  resume: '接着听',
  back: '上一句',
  next: '下一句',
  slower: '慢一点',
  usual: '正常速度',
  stop: '不听了',
  recording: '录音',
  /** Said when the voice does not come. */
  failed: '这会儿读不出来。字都在下面，也可以请人念给您听。',
}
