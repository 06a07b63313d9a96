import { execFileSync } from 'node:child_process'
import fs from 'node:fs'

/** What a process and all that it started have cost. Read from /proc, so on Linux only. */

export const canMeasureProcesses = fs.existsSync('/proc/self/smaps_rollup')

const TICKS_PER_SECOND = canMeasureProcesses
  ? Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))
  : 100

type Stat = { pid: number; parent: number; ticks: number }

/** proc_pid_stat(5): the name in brackets may hold anything, so fields are counted from the last bracket. */
function statOf(pid: number): Stat | undefined {
  let text: string
  try {
    text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return undefined // it ended while we looked
  }
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const at = (number: number) => Number(fields[number - 3])
  // utime, stime, and those of children that have ended, so that nothing is lost when a backend goes.
  return { pid, parent: at(4), ticks: at(14) + at(15) + at(16) + at(17) }
}

/** The process and everything below it, but not the trees of `apart`. */
function treeOf(root: number, apart: readonly number[]): Stat[] {
  const all = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? [])
  const family = all.filter(({ pid }) => pid === root)
  for (const member of family)
    family.push(...all.filter(({ pid, parent }) => parent === member.pid && !apart.includes(pid)))
  return family
}

/** CPU milliseconds, user and system, of the trees so far. */
export function cpuMs(roots: readonly number[], apart: readonly number[] = []): number {
  const ticks = roots.flatMap((root) => treeOf(root, apart)).reduce((sum, stat) => sum + stat.ticks, 0)
  return (ticks * 1000) / TICKS_PER_SECOND
}

/** Proportional set size of the trees in MB: a page shared by n processes counts 1/n in each. */
export function pssMb(roots: readonly number[], apart: readonly number[] = []): number {
  let kilobytes = 0
  for (const { pid } of roots.flatMap((root) => treeOf(root, apart))) {
    try {
      const rollup = fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
      kilobytes += Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0)
    } catch {
      continue // it ended while we looked
    }
  }
  return kilobytes / 1024
}
