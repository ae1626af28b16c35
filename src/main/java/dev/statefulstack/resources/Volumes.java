package dev.statefulstack.resources;

import dev.statefulstack.plan.Storage;
import io.fabric8.kubernetes.api.model.ConfigMapVolumeSource;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The volumes of a pod and where its container finds them. Claims make their volumes themselves. */
final class Volumes {
    private Volumes() {}

    static List<Volume> of(Storage storage) {
        List<Volume> volumes = new ArrayList<>();
        for (Storage.Scratch scratch : storage.scratch()) {
            volumes.add(empty(scratch.name(), scratch.sizeLimit()));
        }
        for (Storage.Copy copy : storage.copies()) {
            volumes.add(empty(copy.name(), copy.sizeLimit()));
        }
        Set<String> names = new HashSet<>();
        for (Storage.Files files : storage.files()) {
            if (names.add(files.name())) {
                volumes.add(files(files));
            }
        }
        return volumes;
    }

    static List<VolumeMount> mounts(Storage storage) {
        List<VolumeMount> mounts = new ArrayList<>();
        for (Storage.Claim claim : storage.claims()) {
            mounts.add(mount(claim.name(), claim.mountPath()));
        }
        for (Storage.Scratch scratch : storage.scratch()) {
            mounts.add(mount(scratch.name(), scratch.mountPath()));
        }
        for (Storage.Copy copy : storage.copies()) {
            VolumeMount mount = mount(copy.name(), copy.mountPath());
            mount.setReadOnly(true);
            mounts.add(mount);
        }
        for (Storage.Files files : storage.files()) {
            VolumeMount mount = mount(files.name(), files.mountPath());
            mount.setReadOnly(true);
            mount.setSubPath(files.key());
            mounts.add(mount);
        }
        return mounts;
    }

    static VolumeMount mount(String name, String path) {
        VolumeMount mount = new VolumeMount();
        mount.setName(name);
        mount.setMountPath(path);
        return mount;
    }

    private static Volume empty(String name, String sizeLimit) {
        EmptyDirVolumeSource emptyDir = new EmptyDirVolumeSource();
        emptyDir.setSizeLimit(new Quantity(sizeLimit));
        Volume volume = named(name);
        volume.setEmptyDir(emptyDir);
        return volume;
    }

    private static Volume files(Storage.Files files) {
        Volume volume = named(files.name());
        if (files.source() == Storage.Files.Source.SECRET) {
            SecretVolumeSource secret = new SecretVolumeSource();
            secret.setSecretName(files.object());
            volume.setSecret(secret);
        } else {
            ConfigMapVolumeSource configMap = new ConfigMapVolumeSource();
            configMap.setName(files.object());
            volume.setConfigMap(configMap);
        }
        return volume;
    }

    private static Volume named(String name) {
        Volume volume = new Volume();
        volume.setName(name);
        return volume;
    }
}
