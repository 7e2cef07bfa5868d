// Runs before the tests, so that an old Node.js is named instead of failing somewhere inside.
import { complaintAbout } from '../src/runtime.js';

const complaint = complaintAbout(process.versions.node);
if (complaint !== null) {
  process.stderr.write(`${complaint}\n`);
  process.exitCode = 1;
}
