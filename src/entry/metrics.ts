/** Figures for Prometheus: how the process, the queue and the database fare. */
import type { Machine } from '../platform/machine.ts'
import type { Worker } from '../platform/worker.ts'

export async function metricsOf(machine: Machine, worker: Worker | null): Promise<string> {
  const memory = process.memoryUsage()
  const cpu = process.cpuUsage()
  const { rows } = await machine.database.owner.query<{ waiting: number; failed: number; tasks: number }>(
    `select (select count(*)::int from (select 1 from graphile_worker.jobs where attempts < max_attempts limit 100000) x) as waiting,
       (select count(*)::int from (select 1 from graphile_worker.jobs where attempts >= max_attempts limit 100000) x) as failed,
       (select count(*)::int from (select 1 from tasks where state = 'open' limit 100000) x) as tasks`,
  )
  const { waiting, failed, tasks } = rows[0]!
  const lines: [string, 'gauge' | 'counter', string, number][] = [
    ['process_resident_memory_bytes', 'gauge', 'Memory held.', memory.rss],
    ['process_cpu_seconds_total', 'counter', 'Processor time used.', (cpu.user + cpu.system) / 1e6],
    ['process_uptime_seconds', 'gauge', 'Seconds since the start.', process.uptime()],
    [
      'pakhuis_statements_total',
      'counter',
      'Statements sent to the database.',
      machine.database.statements(),
    ],
    ['pakhuis_jobs_waiting', 'gauge', 'Jobs that wait or run.', waiting],
    ['pakhuis_jobs_failed', 'gauge', 'Jobs given up without a task.', failed],
    ['pakhuis_tasks_open', 'gauge', 'Tasks that wait for a person.', tasks],
    [
      'pakhuis_job_lag_seconds',
      'gauge',
      'Age of the oldest job that is due.',
      worker ? await worker.lag() : 0,
    ],
  ]
  return lines
    .map(([name, type, help, value]) => `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${name} ${value}\n`)
    .join('')
}
