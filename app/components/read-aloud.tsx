import { useMessages } from '#app/messages/context.tsx'
import { Icon, type IconName } from './icon.tsx'

/** Where a recording is, in the kinds that there are, and the second at which each sentence begins. */
export type Recording = {
  sources: readonly { url: string; type: string }[]
  starts: readonly number[]
}

/**
 * The bar that reads the page aloud (enhance/read-aloud.ts), sentence by sentence: hidden until the script has found
 * something that can be heard. A recording has the browser's own controls and needs no script.
 */
export function ReadAloud({ what, recording }: { what: 'passage' | 'question'; recording?: Recording }) {
  const { listen } = useMessages()
  return (
    <div className="listen-place no-print">
      {recording && (
        <div className="recording">
          <p className="quiet small">{listen.recording}</p>
          {/* Its text is the passage that it reads. */}
          {/* eslint-disable-next-line jsx-a11y/media-has-caption */}
          <audio
            controls
            preload="none"
            aria-label={listen.recording}
            data-recording={recording.starts.join(' ')}
          >
            {recording.sources.map(({ url, type }) => (
              <source key={url} src={url} type={type} />
            ))}
          </audio>
        </div>
      )}
      <div
        className="listen"
        role="group"
        aria-label={listen.label}
        hidden
        data-listen=""
        data-words={JSON.stringify({
          ...{ play: listen.play[what], pause: listen.pause, resume: listen.resume },
          ...{ slower: listen.slower, usual: listen.usual, failed: listen.failed },
        })}
      >
        <button type="button" className="play" data-listen-play="">
          <Icon name="play" />
          <Icon name="pause" />
          <span>{listen.play[what]}</span>
        </button>
        <Control name="back" icon="back" words={listen.back} />
        <Control name="next" icon="next" words={listen.next} />
        <Control name="pace" icon="pace" words={listen.slower} />
        <Control name="stop" icon="stop" words={listen.stop} />
      </div>
      <p className="small" role="status" data-listen-note="" />
    </div>
  )
}

/** An option as it is said: the voice cannot point. */
export function spokenOption(index: number, text: string): string {
  return `第${'一二三四五六七八'[index]}个：${text}`
}

function Control({ name, icon, words }: { name: string; icon: IconName; words: string }) {
  return (
    <button type="button" {...{ [`data-listen-${name}`]: '' }}>
      <Icon name={icon} />
      <span>{words}</span>
    </button>
  )
}
