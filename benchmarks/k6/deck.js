// Requests decks (or swipes) as signed-in shoppers: open loop (a given rate, whatever the answers do) or closed loop.
import http from "k6/http";
import { check } from "k6";
import { SharedArray } from "k6/data";
import exec from "k6/execution";

const tokens = new SharedArray("tokens", () => JSON.parse(open(__ENV.TOKENS)));
const items = Number(__ENV.ITEMS);
const base = `${__ENV.BASE}/api/v1`;
const rate = Number(__ENV.RATE || 0);
const duration = __ENV.DURATION || "30s";

export const options = {
  discardResponseBodies: __ENV.FLOW !== "deck",
  summaryTrendStats: ["min", "med", "p(90)", "p(95)", "p(99)", "p(99.9)", "max"],
  scenarios: {
    flow: rate
      ? { executor: "constant-arrival-rate", rate, timeUnit: "1s", duration, preAllocatedVUs: 50, maxVUs: 200 }
      : { executor: "constant-vus", vus: Number(__ENV.VUS || 4), duration },
  },
};

function uuid() {
  return "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx".replace(/x/g, () => Math.floor(Math.random() * 16).toString(16));
}

export default function () {
  const turn = exec.scenario.iterationInTest;
  const headers = { Authorization: `Bearer ${tokens[turn % tokens.length]}`, "Content-Type": "application/json" };
  if (__ENV.FLOW === "deck") {
    const answer = http.get(`${base}/recommendations/items?limit=10`, { headers });
    check(answer, { "200 with ten cards": (r) => r.status === 200 && r.json("items").length === 10 });
    return;
  }
  const swipe = {
    item_id: 1 + Math.floor(Math.random() * items),
    direction: Math.random() < 0.4 ? "right" : "left",
    client_id: uuid(),
  };
  const answer = http.post(`${base}/swipes`, JSON.stringify(swipe), { headers });
  check(answer, { "201 or 200": (r) => r.status === 201 || r.status === 200 });
}
