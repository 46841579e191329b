// Runs both in turn, as whole processes, and prints their times, what they take of the processors, and the most memory they had.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;
const LOOK_EVERY_MS = 20;
const MOST_OFF = 0.011; // Where a mean is halfway between two roundings.

const [rounds, meridian, polars, file] = process.argv.slice(2);
const contenders = [
  { name: '`meridian analyze`', command: [meridian, 'analyze', file, '--output', 'csv'], runs: [] },
  { name: "Polars' lazy scan", command: [process.execPath, polars, file], runs: [] },
];

// The last look at a process comes shortly before its end, when it has had all of its memory, and nearly all of its time.
function look(pid, run) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    run.megabytes = Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1000 || run.megabytes;
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    run.processor = (Number(stat[11]) + Number(stat[12])) / TICKS_PER_SECOND || run.processor;
  } catch {
    // It has ended between two looks.
  }
}

function measure([program, ...words]) {
  return new Promise((resolve, reject) => {
    const begin = process.hrtime.bigint();
    const run = { seconds: 0, processor: 0, megabytes: 0, answer: '' };
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'] });
    const looking = setInterval(() => look(child.pid, run), LOOK_EVERY_MS);
    child.stdout.on('data', (bytes) => (run.answer += bytes));
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(looking);
      run.seconds = Number(process.hrtime.bigint() - begin) / 1e9;
      code === 0 ? resolve(run) : reject(new Error(`${program} ended with ${code}`));
    });
  });
}

function requireSame(one, other) {
  const [ours, theirs] = [one, other].map((answer) => answer.trim().split('\n').map((line) => line.split(',')).sort());
  const same = ours.length === theirs.length
    && ours.every(([region, mean, entries], i) => region === theirs[i][0] && entries === theirs[i][2]
      && (mean === theirs[i][1] || Math.abs(mean - theirs[i][1]) < MOST_OFF));
  if (!same) {
    throw new Error(`the answers differ:\n${one}\n${other}`);
  }
}

function spread(values, digits) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
  return `${middle.toFixed(digits)} (${sorted[0].toFixed(digits)}–${sorted.at(-1).toFixed(digits)})`;
}

// The first round is not counted: it brings the file into memory, and Meridian keeps its classes for the next ones.
for (let round = 0; round <= rounds; round++) {
  const runs = [];
  for (const contender of contenders) {
    runs.push(await measure(contender.command));
  }
  requireSame(runs[0].answer, runs[1].answer);
  if (round > 0) {
    contenders.forEach((contender, i) => contender.runs.push(runs[i]));
  }
}

console.log(contenders[0].runs[0].answer);
console.log('| | seconds, median (least–most) | processor seconds | peak memory, MB |');
console.log('|---|---|---|---|');
for (const { name, runs } of contenders) {
  const column = (what, digits) => spread(runs.map((run) => run[what]), digits);
  console.log(`| ${name} | ${column('seconds', 2)} | ${column('processor', 2)} | ${column('megabytes', 0)} |`);
}
const ratios = contenders[0].runs.map((run, i) => run.seconds / contenders[1].runs[i].seconds);
console.log(`\nRatio, round by round: ${spread(ratios, 2)}`);
