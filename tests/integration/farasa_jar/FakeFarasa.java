import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Speaks the protocol of Farasa's jar: one line in, one line out, segments joined by '+'. It splits a leading waw and a
 * final ta marbuta, and does something bad when it reads a certain word.
 *
 * The file named by the environment variable FAKE_FARASA_MODE holds what to do: "good"; or for the word اختلال "die",
 * "hang", "two" (lines), "none" (no line), "blank" (an empty line), "noise" (a megabyte on standard error), "bytes" (no
 * UTF-8), "split" (two words for one); or for any line "mute" (hang from the start), "deaf" (hang after the first line)
 * and "dead" (exit at once).
 */
public final class FakeFarasa {
    public static void main(String[] args) throws Exception {
        String mode = Files.readString(Path.of(System.getenv("FAKE_FARASA_MODE"))).trim();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        PrintStream out = new PrintStream(System.out, false, "UTF-8");
        if (mode.equals("dead")) {
            System.err.println("no model here");
            System.exit(3);
        }
        String line;
        int lines = 0;
        while ((line = in.readLine()) != null) {
            if (mode.equals("mute") || mode.equals("deaf") && lines++ > 0) {
                Thread.sleep(600_000);
            }
            String answer = answer(line);
            if (line.contains("اختلال")) {
                answer = misbehave(mode, answer, out);
            }
            if (answer != null) {
                out.print(answer + "\n");
                out.flush();
            }
        }
    }

    private static String answer(String line) {
        StringBuilder answer = new StringBuilder();
        for (String word : line.trim().split(" ")) {
            String split = word.startsWith("و") && word.length() > 3 ? "و+" + word.substring(1) : word;
            answer.append(split.replaceFirst("(?<=..)ة$", "+ة")).append(" ");
        }
        return answer.toString();
    }

    private static String misbehave(String mode, String answer, PrintStream out) throws Exception {
        switch (mode) {
            case "die":
                System.err.println("out of memory");
                System.exit(7);
            case "hang":
                Thread.sleep(600_000);
            case "none":
                return null;
            case "two":
                return answer + "\n" + answer;
            case "blank":
                return "";
            case "bytes":
                out.write(new byte[] {(byte) 0xff, (byte) 0xfe, '\n'});
                out.flush();
                return null;
            case "split":
                return answer.replace("اختلال", "اخت لال");
            case "noise":
                System.err.println("x".repeat(1 << 20));
                return answer;
            default:
                return answer;
        }
    }
}
