import type { CheckAnswer, CheckQuestion } from './check-message.ts';
import { checkProcedure } from './check-procedure.ts';

/** Checks off the page's own thread: a large diagram never makes typing wait. */
onmessage = async ({ data }: MessageEvent<CheckQuestion>) => {
  const answer: CheckAnswer = { id: data.id, ...(await checkProcedure(data.files)) };
  postMessage(answer);
};
