import { createHash } from 'node:crypto'
import type { MenuTopicForm } from './menu.schema.ts'

/**
 * What a topic of a draft says, in short: a form carries the stamp of what it showed, so that two who write one draft do not
 * write over each other unawares.
 */
export function topicStamp(topic: MenuTopicForm): string {
  const said = [
    ...[topic.publicZh, topic.publicEn, topic.fullZh, topic.fullEn, topic.audienceZh, topic.audienceEn],
    ...[topic.minutes, topic.sittings, topic.stage, [...topic.roomNeeds].sort(), topic.moduleCode],
    topic.withdrawn,
  ]
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 22)
}
