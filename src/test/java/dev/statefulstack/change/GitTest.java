package dev.statefulstack.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.statefulstack.Changes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitTest {
    private static final String MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\ndata:\n  a: ";

    @TempDir
    Path repository;

    @BeforeEach
    void commit() throws IOException, InterruptedException {
        git("init", "-q");
        Files.createDirectories(repository.resolve("deploy/sub dir"));
        Files.writeString(repository.resolve("deploy/sub dir/ümläut.yaml"), MAP + "old\n");
        Files.writeString(repository.resolve("deploy/notes.txt"), "no: [yaml");
        git("add", "-A");
        git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-q", "-m", "first");
        Files.writeString(repository.resolve("deploy/sub dir/ümläut.yaml"), MAP + "new\n");
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
    }

    @Test
    void aFolderOfARevisionIsComparedWithTheWorkingTree() {
        Change change = Changes.between(
                Snapshot.ofRevision(repository, "HEAD:deploy"), Snapshot.of(repository.resolve("deploy")));
        assertThat(change.summary()).isEqualTo("1 in place");
        assertThat(change.text()).contains("a: old -> new", "(HEAD:deploy/sub dir/ümläut.yaml:6 -> ");
        assertThat(change.hint()).isEmpty();
    }

    @Test
    void aFileOfARevisionAndTheWholeOfItCanBeRead() {
        assertThat(Snapshot.ofRevision(repository, "HEAD:deploy/sub dir/ümläut.yaml")
                        .documents())
                .hasSize(1);
        assertThat(Snapshot.ofRevision(repository, "HEAD:").documents()).hasSize(1);
        assertThat(Snapshot.ofRevision(repository.resolve("deploy"), "HEAD:./sub dir/")
                        .documents())
                .hasSize(1);
    }

    @Test
    void theWayBackIsShownWithAWordOfCaution() {
        Change change = Changes.between(
                Snapshot.of(repository.resolve("deploy")), Snapshot.ofRevision(repository, "HEAD:deploy"));
        assertThat(change.text()).contains("a: new -> old");
        assertThat(change.hint()).contains("for the way forward, swap them");
    }

    @Test
    void whatGitDoesNotKnowIsSaidInItsWords(@TempDir Path elsewhere) {
        assertThatThrownBy(() -> Snapshot.ofRevision(repository, "nowhere:deploy"))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("nowhere:deploy: git cannot read it")
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> Snapshot.ofRevision(repository, "HEAD:gone"))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("gone");
        assertThatThrownBy(() -> Snapshot.ofRevision(elsewhere, "HEAD:deploy"))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("not a git repository");
    }

    /** What looks like an option of git is none. */
    @Test
    void aRevisionThatBeginsWithADashIsRefused() {
        assertThatThrownBy(() -> Snapshot.ofRevision(repository, "--output=x:deploy"))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("no revision begins with a dash");
    }
}
