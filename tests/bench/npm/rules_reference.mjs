// The reference of rules_bench: json-logic-engine, compiled, on the rules and the data that rules_bench hands over, in the same run.
// usage: node rules_reference.mjs ROUNDS EVALUATIONS  < {"rules": [[NAME, RULE], …], "data": …, "segments": {ID: RULE}, "history": {KEY: VALUE}}
// Prints the median nanoseconds an evaluation, one line a rule. Every rule must hold. The operators that JsonLogic lacks are added as a user of the
// engine would: a version is read into numbers, a count of the past is looked up where it is kept up to date, a segment is a compiled rule.
import fs from 'node:fs'
import { LogicEngine } from 'json-logic-engine'

const [rounds, evaluations] = process.argv.slice(2).map(Number)
const { rules, data, segments, history } = JSON.parse(fs.readFileSync(0, 'utf8'))

function version (text) {
  const parts = text.split('.')
  return [+parts[0], +parts[1], +parts[2]]
}
function compare (a, b) {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}

const engine = new LogicEngine()
const counts = new Map(Object.entries(history))
engine.addMethod('sem_ver', ([a, op, b]) => {
  const order = compare(version(a), version(b))
  return op === '>=' ? order >= 0 : op === '<' ? order < 0 : order === 0
})
engine.addMethod('event_count', ([name, window]) => counts.get(name + ' ' + window))
const compiled = Object.fromEntries(Object.entries(segments).map(([id, rule]) => [id, engine.build(rule)]))
engine.addMethod('in_segment', ([id]) => compiled[id](data))

for (const [name, rule] of rules) {
  const holds = engine.build(rule)
  const times = []
  for (let round = 0; round < rounds; round++) {
    let held = 0
    const begin = process.hrtime.bigint()
    for (let i = 0; i < evaluations; i++) held += holds(data) ? 1 : 0
    times.push(Number(process.hrtime.bigint() - begin) / evaluations)
    if (held !== evaluations) throw new Error(`${name} does not hold`)
  }
  times.sort((a, b) => a - b)
  console.log(times[times.length >> 1].toFixed(2))
}
