import ICAL from 'ical.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { travelTo } from '#app/clock.server.ts'
import { scopeOf, type Actor } from '#app/domains/identity/actor.policy.ts'
import { makeFeed, ownFeed, revokeFeed } from '#app/domains/calendar/feed.server.ts'
import { acceptOrder } from '#app/domains/lectures/order-answer.server.ts'
import { nameSlot } from '#app/domains/lectures/order-ask.server.ts'
import { cancelByOffice, moveOrder } from '#app/domains/lectures/order-change.server.ts'
import { confirmOrder } from '#app/domains/lectures/order-settle.server.ts'
import { callRoute } from './support/call-route.ts'
import {
  addLectureCounty,
  addLecturer,
  at,
  done,
  draft,
  type LectureCounty,
  type Lecturer,
} from './support/lecture-setup.ts'
import { asActor, refusalOf } from './support/scopes.ts'
import { addPerson, device } from './support/study-setup.ts'
import { database } from './support/this-database.ts'
